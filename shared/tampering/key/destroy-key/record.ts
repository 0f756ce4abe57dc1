import { says } from '../../records/rows-of';
import { onKey } from '../on-key';
import { destroyKey } from './technique';

export const destroyKeyRecords = [
  onKey(destroyKey, {
    DeleteKey: says((target) => `Key ${target} was deleted; every log encrypted with it is lost.`),
  }),
];
