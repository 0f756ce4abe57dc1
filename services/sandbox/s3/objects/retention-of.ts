import type { Call } from '../../core/service';
import { refuse } from '../refusals';
import type { Bucket, Retention } from '../state';

/** What a request asks to be kept, in headers or XML; undefined when it asks for nothing. */
export function retentionOf(
  { mode, until }: { readonly mode: unknown; readonly until: unknown },
  bucket: Bucket,
): Retention | undefined {
  if (mode === undefined && until === undefined) return undefined;
  if (!bucket.configurations.has('object-lock')) {
    throw refuse.invalidRequest('Bucket is missing Object Lock Configuration');
  }
  const date = new Date(String(until));
  if (Number.isNaN(date.getTime())) {
    throw refuse.invalidArgument('The retain until date must be provided in ISO 8601 format');
  }
  if (mode !== 'GOVERNANCE' && mode !== 'COMPLIANCE') {
    throw refuse.invalidArgument('Unknown wormMode directive');
  }
  return { mode, until: date };
}

/** Whether a request asks to go over GOVERNANCE. */
export function bypassesGovernance({ raw }: Call): boolean {
  return raw.headers['x-amz-bypass-governance-retention'] === 'true';
}
