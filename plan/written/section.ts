import { z } from "zod";

type Shape = Record<string, z.ZodType>;
type Names<S extends Shape> = Partial<Record<keyof S, string>>;
type Renamed<T, N> = { [K in keyof T as K extends keyof N ? N[K] & string : K]: T[K] };

/** What is known of a section beside its schema: how its keys are called once parsed. */
export interface SectionShape {
  readonly title: string;
  readonly shape: Shape;
  readonly names: Readonly<Record<string, string>>;
}

const sections = new WeakMap<z.ZodType, SectionShape>();

/**
 * A mapping that a person writes. Keys are plain words; `names` says how a key is called in the parsed plan where that
 * differs, e.g. `soak` becomes `soakSeconds`. Keys that are not in the shape are refused.
 */
export function section<S extends Shape, const N extends Names<S>>(
  title: string,
  shape: S,
  names: N,
): z.ZodType<Renamed<z.output<z.ZodObject<S, z.core.$strict>>, N>, z.input<z.ZodObject<S, z.core.$strict>>> {
  const object = z.strictObject(shape, {
    error: (issue) => (issue.code === "invalid_type" ? "must be a mapping" : undefined),
  });
  sections.set(object, { title, shape, names: names as Record<string, string> });
  return object.transform((value) => renamed(value, names as Record<string, string>)).meta({ title }) as never;
}

/** Gives the keys of a section their parsed names. */
export function renamed(
  value: Readonly<Record<string, unknown>>,
  names: Readonly<Record<string, string>>,
): Record<string, unknown> {
  return Object.fromEntries(Object.entries(value).map(([key, entry]) => [names[key] ?? key, entry]));
}

/** What a schema is underneath: a section, a list, a mapping with free keys, or a single value. */
export type Underneath =
  | { readonly kind: "section"; readonly section: SectionShape }
  | { readonly kind: "list"; readonly element: z.ZodType }
  | { readonly kind: "mapping"; readonly value: z.ZodType }
  | { readonly kind: "value" };

/** Looks through wrappers. Of a choice between a text and a mapping, it is the mapping that has an inside. */
export function underneath(schema: z.ZodType): Underneath {
  const found = sections.get(schema);
  if (found) return { kind: "section", section: found };
  if (schema instanceof z.ZodOptional) return underneath(schema.unwrap() as z.ZodType);
  if (schema instanceof z.ZodPipe) return underneath(schema.in as z.ZodType);
  if (schema instanceof z.ZodUnion) {
    const inside = schema.options.map((option) => underneath(option as z.ZodType));
    return inside.find(({ kind }) => kind !== "value") ?? { kind: "value" };
  }
  if (schema instanceof z.ZodArray) return { kind: "list", element: schema.element as z.ZodType };
  if (schema instanceof z.ZodRecord) return { kind: "mapping", value: schema.valueType as z.ZodType };
  return { kind: "value" };
}
