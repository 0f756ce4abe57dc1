type Mutable<T> = T extends readonly (infer E)[]
  ? Mutable<E>[]
  : T extends object
    ? { -readonly [K in keyof T]: Mutable<T[K]> }
    : T;

/** The SDK's inputs are typed mutable, although it does not change them. */
export const mutable = <T>(value: T): Mutable<T> => value as Mutable<T>;
