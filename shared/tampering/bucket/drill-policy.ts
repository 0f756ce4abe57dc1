/** A policy of one statement on a bucket and its objects, for drills. */
export const drillPolicy = (arn: string, statement: Readonly<Record<string, unknown>>): string =>
  JSON.stringify({
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Resource: [arn, `${arn}/*`], ...statement }],
  });
