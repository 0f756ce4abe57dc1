import { field, text } from '../../record/json';
import { pasteable } from '../reported/facts';
import { telling } from '../reported/report-drill';
import type { ToldRow } from '../reported/reported-row';
import { undoIn } from '../reported/undo-in';

/** Trails hold a key's ARN, so an alias matters only to those who refer to it. */
export const moveKeyAlias: ToldRow = {
  row: 'KMS-05',
  title: 'Move or delete an alias of a key that trails need',
  severity: 'medium',
  mitre: ['T1685', 'T1562'],
  notUndone: 'Trails name keys by ARN; who else uses the alias only its owner knows.',
  // Of an alias that moved the record does not tell the key before. [D] ct-updatealias
  undo: {
    calls: { DeleteAlias: ['kms:CreateAlias'] },
    steps: (record) => {
      const keys = record.resourceArns.filter((arn) => arn.includes(':key/'));
      const [TargetKeyId = ''] = keys;
      if (record.eventName !== 'DeleteAlias' || keys.length !== 1) return [];
      const input = { AliasName: text(field(record.request, 'aliasName')), TargetKeyId };
      return undoIn(record, 'kms:CreateAlias', { on: TargetKeyId, input });
    },
  },
  planned: 'Aliases move when a key is replaced.',
  toDo: (facts) => {
    const alias = facts.asked('aliasName', 'alias');
    const keys = facts.record.resourceArns.filter((arn) => arn.includes(':key/'));
    const key = facts.eventName === 'DeleteAlias' && keys.length === 1 ? keys[0] : undefined;
    return [
      {
        'What is left, in {accountId}': `aws kms list-aliases --query "Aliases[?AliasName=='${alias}']" --region {region}`,
      },
      'What was encrypted through the alias since may be under a foreign key: list it before you move the alias back.',
      {
        Undo:
          facts.eventName === 'DeleteAlias'
            ? `aws kms create-alias --alias-name ${alias} --target-key-id ${pasteable(key, 'key-id')} --region {region}`
            : `aws kms update-alias --alias-name ${alias} --target-key-id <key-id-before> --region {region}`,
      },
    ];
  },
  // The record names the alias and the key it stood for. [D] ct-deletealias
  drill: telling(
    'key',
    'kms:DeleteAlias',
    () => ({ aliasName: ALIAS }),
    ({ keyArn }) => [keyArn.replace(/key\/.*$/, ALIAS), keyArn],
  ),
};

const ALIAS = 'alias/trailwarden-drill';
