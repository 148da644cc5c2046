import { objectMetadata } from "../../../contract/object-metadata";
import type { CompleteMonitoringArgs } from "../monitoring";

/** Metadata of an object of the monitoring: with the labels by which the cluster's monitoring selects it. */
export const metadataOf = (name: string, { system, namespace, settings }: CompleteMonitoringArgs) =>
  objectMetadata({ name, system, namespace, labels: settings.labels });
