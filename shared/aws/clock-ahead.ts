import type { STSClient } from '@aws-sdk/client-sts';

/**
 * Watches the dates of a client's answers. The function returned says by how many milliseconds this machine's clock
 * is ahead of AWS's, or behind where negative; nothing before there was an answer with a date. AWS dates to the
 * second.
 */
export function clockAhead(client: STSClient): () => number | undefined {
  let aheadMs: number | undefined;
  client.middlewareStack.add(
    (next) => async (args) => {
      const answer = await next(args);
      const { headers } = answer.response as { readonly headers?: Record<string, string> };
      const date = Date.parse(headers?.date ?? '');
      if (!Number.isNaN(date)) aheadMs = Date.now() - date;
      return answer;
    },
    { step: 'deserialize', name: 'clockAhead' },
  );
  return () => aheadMs;
}
