interface Page<T> {
  readonly items: readonly T[];
  readonly IsTruncated?: boolean | undefined;
  readonly Marker?: string | undefined;
}

/** Every item of a paged list of IAM. Rejects when a page cannot be read. */
export async function allPages<T>(
  read: (page: { readonly Marker?: string }) => Promise<Page<T>>,
): Promise<T[]> {
  const all: T[] = [];
  let marker: string | undefined;
  do {
    const { items, IsTruncated, Marker } = await read(marker ? { Marker: marker } : {});
    all.push(...items);
    marker = IsTruncated ? Marker : undefined;
  } while (marker);
  return all;
}
