import type { OnTrouble } from "../phase";
import type { ResponseTime, WhenBlind } from "../watch";
import { durationPattern, secondsOf } from "./duration";
import { unitText } from "./unit-text";

const stepDown = /^(?:roll back|step down to ([a-z][a-z0-9-]*))$/;

/** Where a phase goes on trouble. */
export const onTrouble = unitText<OnTrouble>({
  what: '"roll back" or "step down to" and the name of an earlier phase',
  pattern: stepDown,
  read: (text) => {
    const to = stepDown.exec(text)?.[1];
    return to === undefined ? { kind: "roll-back" } : { kind: "step-down", to };
  },
});

const blind = new RegExp(`^(?:roll back|freeze|freeze for ${durationPattern}, then (roll back|stay frozen))$`);

/** What happens when the rules cannot see the candidate. */
export const whenBlind = unitText<WhenBlind>({
  what: '"roll back", "freeze" or "freeze for 10 minutes, then roll back"',
  pattern: blind,
  read: (text) => {
    if (text === "roll back") return { freezeSeconds: 0, then: "roll-back" };
    if (text === "freeze") return { freezeSeconds: 0, then: "stay-frozen" };
    const [, amount, unit, then] = blind.exec(text) ?? [];
    const freezeSeconds = secondsOf(amount, unit);
    if (freezeSeconds === undefined) return undefined;
    return { freezeSeconds, then: then === "roll back" ? "roll-back" : "stay-frozen" };
  },
});

const response = new RegExp(`^(?:${durationPattern}|next business day)$`);

/** How fast somebody must answer. */
export const responseTime = unitText<ResponseTime>({
  what: 'a duration such as "5 minutes", or "next business day"',
  pattern: response,
  read: (text) => {
    if (text === "next business day") return { kind: "next-business-day" };
    const [, amount, unit] = response.exec(text) ?? [];
    const seconds = secondsOf(amount, unit);
    return seconds === undefined ? undefined : { kind: "within", seconds };
  },
});

/** A command as its words. What a shell would expand belongs in a script of the image. */
export const command = unitText<string[]>({
  what: 'a command in plain words such as "alembic upgrade head", without quotes, pipes or other shell signs',
  pattern: /^[A-Za-z0-9_./:=@+,-]+(?: [A-Za-z0-9_./:=@+,-]+)*$/,
  read: (text) => (text.length <= 500 ? text.split(" ") : undefined),
});

const hostPort = /^([a-z0-9](?:[a-z0-9.-]{0,251}[a-z0-9])?):(\d{1,5})$/;

/** A host and a port outside the system. */
export const hostAndPort = unitText<{ host: string; port: number }>({
  what: 'a host and a port from 1 to 65535, such as "api.example.org:443"',
  pattern: hostPort,
  read: (text) => {
    const [, host, port] = hostPort.exec(text) ?? [];
    const number = Number(port);
    return host !== undefined && number >= 1 && number <= 65_535 ? { host, port: number } : undefined;
  },
});

const reference = /^([a-z0-9][a-z0-9.-]{0,126})\/([A-Za-z0-9._-]{1,128})$/;

/** Where a secret lives. */
export const secretReference = unitText<{ name: string; key: string }>({
  what: 'a reference to a secret as its name and key, such as "proofile/database-url"',
  pattern: reference,
  read: (text) => {
    const [, name, key] = reference.exec(text) ?? [];
    return name !== undefined && key !== undefined ? { name, key } : undefined;
  },
});
