/** All of them, in their order, so many at a time. */
export const inGroupsOf = <T>(size: number, all: readonly T[]): readonly (readonly T[])[] =>
  Array.from({ length: Math.ceil(all.length / size) }, (_, index) =>
    all.slice(size * index, size * index + size),
  );
