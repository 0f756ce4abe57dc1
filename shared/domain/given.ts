type Given<T> = { readonly [K in keyof T]?: Exclude<NonNullable<T[K]>, false | 0 | ''> };

/** Those of the fields that have a value: what is absent, empty, false or 0 is left out. */
export const given = <T extends object>(fields: T): Given<T> =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value)) as Given<T>;
