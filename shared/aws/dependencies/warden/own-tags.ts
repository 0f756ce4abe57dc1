interface SdkTag {
  readonly Key?: string | undefined;
  readonly Value?: string | undefined;
}

/** Tags that a caller may set; AWS's own (`aws:cloudformation:…`) cannot be put back and mean nothing here. */
export const ownTags = (tags: readonly SdkTag[] = []): Readonly<Record<string, string>> =>
  Object.fromEntries(
    tags.flatMap(({ Key, Value = '' }) => (!Key || Key.startsWith('aws:') ? [] : [[Key, Value]])),
  );

/** IAM answers documents URL-encoded. [D] API_GetRolePolicy, API_GetPolicyVersion */
export const documentText = (document = ''): string => decodeURIComponent(document);
