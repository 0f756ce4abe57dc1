import { each, named, rowsOf, says } from '../../records/rows-of';
import { keyArnsOf } from '../on-key';
import { moveKeyAlias } from './told';

/** The record of a change to an alias also names the key. */
const onAlias = rowsOf({
  source: 'kms.amazonaws.com',
  subject: 'keys',
  targets: (record) => [...named('aliasName')(record), ...keyArnsOf(record)],
});

export const moveKeyAliasRecords = [
  onAlias(
    moveKeyAlias,
    each(
      ['UpdateAlias', 'DeleteAlias'],
      says((target) => `Alias ${target} no longer names the same key.`),
    ),
  ),
];
