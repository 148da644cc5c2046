import { resolve } from "node:path";
import { PolicyPack } from "@pulumi/policy";
import { lifeCycle } from "./gates/life-cycle";
import { insideRelease } from "./guardrails/inside-release";

new PolicyPack("sluice", { policies: [lifeCycle(resolve(__dirname, "..")), insideRelease] });
