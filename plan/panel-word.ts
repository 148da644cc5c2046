/** The words of dashboards: each stands for several panels. */
export const panelWords = [
  "response times",
  "system health",
  "resource usage",
  "web vitals",
  "API performance",
  "cache performance",
  "business metrics",
] as const;

/** A word of dashboards. */
export type PanelWord = (typeof panelWords)[number];

/** Boards that every system has, whatever its plan asks for. */
export const givenBoards = ["release", "limits", "tools"] as const;

/** A board that every system has. */
export type GivenBoard = (typeof givenBoards)[number];
