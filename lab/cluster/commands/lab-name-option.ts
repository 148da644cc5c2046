import { Option } from "commander";

/** The option that every command of the lab has: which lab is meant. */
export function labNameOption(): Option {
  return new Option("-n, --name <name>", "name of the lab; two labs of different names run side by side")
    .env("SLUICE_LAB")
    .default("default");
}
