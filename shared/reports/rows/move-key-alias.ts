import { goesOn, inPlace, planned } from '../lines';
import { told } from '../report-drill';
import type { ReportedRow } from '../reported-row';

/** Trails hold a key's ARN, so an alias matters only to whoever refers to it. */
export const moveKeyAlias: ReportedRow = {
  row: 'KMS-05',
  title: 'Move or delete an alias of a key that trails need',
  severity: 'medium',
  mitre: ['T1685', 'T1562'],
  notUndone: 'Trails name keys by ARN; who else uses the alias only its owner knows.',
  guidance: (facts) => {
    const alias = facts.asked('aliasName', 'alias');
    return [
      planned(facts, 'Aliases move when a key is replaced.'),
      `What is left: ${inPlace(`aws kms list-aliases --query "Aliases[?AliasName=='${alias}']"`, facts)}`,
      facts.eventName === 'DeleteAlias'
        ? `Undo: ${inPlace(`aws kms create-alias --alias-name ${alias} --target-key-id <key-id>`, facts)}`
        : `Undo: ${inPlace(`aws kms update-alias --alias-name ${alias} --target-key-id <key-id-before>`, facts)}`,
      'Preserve: what was encrypted through the alias since may be under a foreign key; list it before you move the alias back.',
      goesOn(facts),
    ];
  },
  drill: ({ keyArn }) => {
    const [, , , region = '', accountId = ''] = keyArn.split(':');
    const alias = 'alias/trailwarden-drill';
    return told({
      accountId,
      region,
      eventSource: 'kms.amazonaws.com',
      eventName: 'DeleteAlias',
      requestParameters: { aliasName: alias },
      // The record names the alias and the key it stood for. [D] ct-deletealias
      resources: [
        { ARN: `arn:aws:kms:${region}:${accountId}:${alias}`, accountId },
        { ARN: keyArn, accountId },
      ],
    });
  },
};
