import { cloudtrailDifferences } from './differences/cloudtrail-differences';
import { iamDifferences } from './differences/iam-differences';
import { kmsDifferences } from './differences/kms-differences';
import type { ListedDifference } from './differences/listed-difference';
import { logsDifferences } from './differences/logs-differences';
import { organizationPolicyDifferences } from './differences/organization-policy-differences';
import { organizationsDifferences } from './differences/organizations-differences';
import { s3Differences } from './differences/s3-differences';
import { snsDifferences } from './differences/sns-differences';
import { sqsDifferences } from './differences/sqs-differences';
import { stsDifferences } from './differences/sts-differences';

/** Every difference there is between the sandbox and moto 5.2.5 over the script; docs/conformance.md in words. */
export const differences: readonly ListedDifference[] = [
  ...stsDifferences,
  ...organizationsDifferences,
  ...organizationPolicyDifferences,
  ...cloudtrailDifferences,
  ...s3Differences,
  ...kmsDifferences,
  ...logsDifferences,
  ...sqsDifferences,
  ...snsDifferences,
  ...iamDifferences,
];
