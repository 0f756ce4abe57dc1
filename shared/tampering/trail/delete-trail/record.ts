import { says } from '../../records/rows-of';
import { onTrail } from '../on-trail';
import { deleteTrail } from './technique';

export const deleteTrailRecords = [
  onTrail(
    deleteTrail,
    says((target) => `Trail ${target} was deleted.`),
  ),
];
