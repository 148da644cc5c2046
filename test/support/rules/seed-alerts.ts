/** The alert tables of the two release documents, line by line, as a person read them. The first word is the system. */
export const seedAlerts = [
  { line: "002:229", says: "proofile ErrorRateWarn above 0.5 percent for 0" },
  { line: "002:230", says: "proofile ErrorRatePage above 1 percent for 0" },
  { line: "002:231", says: "proofile P95ResponseTimeWarn above 1 seconds for 0" },
  { line: "002:232", says: "proofile P95ResponseTimePage above 3 seconds for 0" },
  { line: "002:233", says: "proofile CpuWarn above 70 percent for 0" },
  { line: "002:234", says: "proofile CpuPage above 85 percent for 0" },
  { line: "002:235", says: "proofile MemoryGrowthWarn grows 2 percent-per-hour for 0" },
  { line: "002:236", says: "proofile MemoryPage above 90 percent for 0" },
  { line: "000:198", says: "mcp-jira-server ErrorRatePage above 1 percent for 0" },
  { line: "000:198", says: "mcp-jira-server MeanResponseTimePage above 1 seconds for 0" },
  { line: "000:199", says: "mcp-jira-server ErrorRateWarn above 0.5 percent for 0" },
  { line: "000:199", says: "mcp-jira-server MeanResponseTimeWarn above 0.5 seconds for 0" },
  { line: "000:255", says: "mcp-jira-server ErrorRateRollback above 2 percent for 300" },
  { line: "000:256", says: "mcp-jira-server MeanResponseTimeRollback above 2 seconds for 180" },
  { line: "000:257", says: "mcp-jira-server ToolFailureRateRollback above 50 percent for 0" },
] as const;
