/** A duration as a person says it, in the largest unit that divides it: `2 days`, `36 hours`, `1 minute`, `0.5 seconds`. */
export function spokenDuration(seconds: number): string {
  const units = [
    ["day", 86_400],
    ["hour", 3600],
    ["minute", 60],
  ] as const;
  const [unit, length] = units.find(([, one]) => seconds >= one && seconds % one === 0) ?? ["second", 1];
  const amount = seconds / length;
  return `${amount} ${unit}${amount === 1 ? "" : "s"}`;
}
