import type { PolicyDocument } from './policy-document';

/** A policy as IAM answers it: its JSON, percent-encoded as RFC 3986 wants it [D API_GetRolePolicy]. */
export function encodeDocument(document: PolicyDocument): string {
  return encodeURIComponent(JSON.stringify(document)).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
