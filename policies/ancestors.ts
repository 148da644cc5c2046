/** Types above the resource, outermost first, as its URN chains them: `urn:pulumi:stack::project::A$B$type::name`. */
export const ancestors = (urn: string): readonly string[] => (urn.split("::")[2] ?? "").split("$").slice(0, -1);
