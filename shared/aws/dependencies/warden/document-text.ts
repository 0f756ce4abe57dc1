/** IAM answers documents URL-encoded. [D] API_GetRolePolicy, API_GetPolicyVersion */
export const documentText = (document = ''): string => decodeURIComponent(document);
