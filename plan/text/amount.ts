import { numberPattern, plainNumber } from "./number-text";
import { unitText } from "./unit-text";

const percentText = new RegExp(`^(${numberPattern}) ?%$`);
const readPercent = (text: string): number => plainNumber(percentText.exec(text)?.[1]);

/** A share of traffic: above 0 and at most 100 percent. */
export const trafficShare = unitText<number>({
  what: 'a share above 0 % and up to 100 %, such as "5 %"',
  pattern: percentText,
  read: (text) => {
    const percent = readPercent(text);
    return percent > 0 && percent <= 100 ? percent : undefined;
  },
});

/** A percentage from 0 to 100. */
export const percent = unitText<number>({
  what: 'a percentage from 0 % to 100 %, such as "70 %"',
  pattern: percentText,
  read: (text) => {
    const value = readPercent(text);
    return value <= 100 ? value : undefined;
  },
});

const bytesIn: Record<string, number> = {
  KB: 1e3,
  MB: 1e6,
  GB: 1e9,
  KiB: 1024,
  MiB: 1024 ** 2,
  GiB: 1024 ** 3,
};

/** Units of bytes inside a larger pattern. */
export const bytesUnits = Object.keys(bytesIn).join("|");

/** Bytes of a number and a unit, e.g. `512` and `MiB`. */
export function bytesOf(amount: string | undefined, unit: string | undefined): number | undefined {
  const factor = bytesIn[unit ?? ""];
  if (amount === undefined || factor === undefined) return undefined;
  const bytes = plainNumber(amount, factor);
  return Number.isInteger(bytes) && bytes > 0 && bytes <= 2 ** 50 ? bytes : undefined;
}

const bytesText = new RegExp(`^(${numberPattern}) ?(${bytesUnits})$`);

/** An amount of memory in bytes. */
export const bytes = unitText<number>({
  what: 'an amount of memory such as "512 MiB" (units: KB, MB, GB, KiB, MiB, GiB)',
  pattern: bytesText,
  read: (text) => {
    const [, amount, unit] = bytesText.exec(text) ?? [];
    return bytesOf(amount, unit);
  },
});

const coresText = new RegExp(`^(${numberPattern}) ?(millicores|cores?)$`);

/** Processor time in thousandths of a core. */
export const millicores = unitText<number>({
  what: 'processor time from 1 millicore to 1024 cores, such as "500 millicores" or "2 cores"',
  pattern: coresText,
  read: (text) => {
    const [, amount, unit] = coresText.exec(text) ?? [];
    const value = plainNumber(amount, unit === "millicores" ? 1 : 1000);
    return Number.isInteger(value) && value >= 1 && value <= 1_024_000 ? value : undefined;
  },
});
