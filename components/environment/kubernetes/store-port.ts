import type { Plan } from "../../../plan/plan";

type Store = Plan["stores"][number];

/** The port that each kind of store listens on unless the plan names another, as its own documentation has it. */
const usual: Record<Store["kind"], number> = {
  postgres: 5432,
  mysql: 3306,
  redis: 6379,
  mongodb: 27017,
  elasticsearch: 9200,
  "object-storage": 443,
  queue: 5672,
};

/** The port of a store: 1 to 65535. */
export const storePort = ({ kind, port }: Store): number => port ?? usual[kind];
