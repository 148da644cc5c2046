import { resolve } from "node:path";
import { PolicyPack } from "@pulumi/policy";
import { policies } from "./policies";

new PolicyPack("sluice", { policies: [...policies(resolve(__dirname, ".."))] });
