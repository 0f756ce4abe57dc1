/** Condition keys of one request, e.g. `aws:PrincipalOrgID`. A key that is absent is absent from the request. */
export type ConditionContext = Readonly<Record<string, string | readonly string[] | undefined>>;
