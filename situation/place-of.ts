import type { Place } from "./live";
import type { Inputs } from "./read-inputs";

/** Where the stack of these inputs runs. */
export const placeOf = ({ settings, plan, stack }: Inputs): Place => ({
  ...{ platform: settings.platform, system: plan.system, stack, router: settings.router },
  services: plan.services.map(({ name }) => name),
});
