import { goesOn, inPlace, planned } from '../lines';
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
    const AliasName = 'alias/trailwarden-drill';
    return {
      kind: 'calls',
      accountId,
      calls: [
        { call: 'kms:CreateAlias', region, input: { AliasName, TargetKeyId: keyArn } },
        { call: 'kms:DeleteAlias', region, input: { AliasName } },
      ],
    };
  },
};
