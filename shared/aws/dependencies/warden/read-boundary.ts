import { GetPolicyCommand, GetPolicyVersionCommand, type IAMClient } from '@aws-sdk/client-iam';
import { isOurBoundary } from '../../../domain/boundary-text';
import { asked, hasCode } from '../../classify';
import { documentText } from './own-tags';

/**
 * The text of the boundary of a role of ours, by the version that is in force; nothing where the boundary is not one
 * of ours. Rejects when it cannot be read. Several roles have the same boundary, and a look at a place reads them
 * all at the same time, so they share one read.
 */
export async function readBoundary(arn: string, iam: IAMClient): Promise<string | undefined> {
  if (!isOurBoundary(arn)) return undefined;
  const reads = underWay.get(iam) ?? new Map<string, Promise<string>>();
  underWay.set(iam, reads);
  const read = reads.get(arn) ?? readText(arn, iam).finally(() => reads.delete(arn));
  reads.set(arn, read);
  return read;
}

/** Kept by client, which is of one account and one role of ours: what one role may not read, another may. */
const underWay = new WeakMap<IAMClient, Map<string, Promise<string>>>();

async function readText(PolicyArn: string, iam: IAMClient): Promise<string> {
  try {
    const { Policy } = await asked('iam:GetPolicy', iam.send(new GetPolicyCommand({ PolicyArn })));
    const { PolicyVersion } = await asked(
      'iam:GetPolicyVersion',
      iam.send(new GetPolicyVersionCommand({ PolicyArn, VersionId: Policy?.DefaultVersionId })),
    );
    return documentText(PolicyVersion?.Document);
  } catch (error) {
    // The role exists. Where its boundary is gone, IAM allows nothing.
    if (hasCode(error, 'NoSuchEntity') || hasCode(error, 'NoSuchEntityException')) return NOTHING;
    throw error;
  }
}

/** A policy that allows nothing. */
const NOTHING = '{}';
