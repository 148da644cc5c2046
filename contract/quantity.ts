const binary: readonly (readonly [suffix: string, bytes: number])[] = [
  ["Gi", 1024 ** 3],
  ["Mi", 1024 ** 2],
  ["Ki", 1024],
];
const decimal: readonly (readonly [suffix: string, bytes: number])[] = [
  ["G", 1e9],
  ["M", 1e6],
  ["k", 1e3],
];

/**
 * Processor time as Kubernetes writes it back, so that a refresh finds no difference: 1500 is `1500m`, 2000 is `2`.
 * @param millicores Whole thousandths of a core.
 */
export const cpuQuantity = (millicores: number): string =>
  millicores % 1000 === 0 ? String(millicores / 1000) : `${String(millicores)}m`;

/**
 * Memory as Kubernetes writes it back: in the largest unit that leaves a whole number.
 * @param bytes Whole bytes.
 */
export function memoryQuantity(bytes: number): string {
  const [suffix, size] = [...binary, ...decimal].find(([, unit]) => bytes % unit === 0) ?? ["", 1];
  return `${String(bytes / size)}${suffix}`;
}
