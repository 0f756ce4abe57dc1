import { cloudtrailDifferences } from './differences/cloudtrail-differences';
import type { ListedDifference } from './differences/listed-difference';
import { organizationsDifferences } from './differences/organizations-differences';
import { sqsDifferences } from './differences/sqs-differences';
import { stsDifferences } from './differences/sts-differences';

/** Every difference there is between the sandbox and moto 5.2.5 over the script; docs/conformance.md in words. */
export const differences: readonly ListedDifference[] = [
  ...stsDifferences,
  ...organizationsDifferences,
  ...cloudtrailDifferences,
  ...sqsDifferences,
];
