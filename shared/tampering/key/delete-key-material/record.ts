import { each, says } from '../../records/rows-of';
import { onKey } from '../on-key';
import { deleteKeyMaterial } from './told';

export const deleteKeyMaterialRecords = [
  onKey(
    deleteKeyMaterial,
    each(
      ['DeleteImportedKeyMaterial', 'DeleteExpiredKeyMaterial'],
      says((target) => `The material of key ${target} is gone.`),
    ),
  ),
];
