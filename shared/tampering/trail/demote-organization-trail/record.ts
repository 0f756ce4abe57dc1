import { knownTrail, settingBefore } from '../../../record/known';
import { harm, none, unclear } from '../../../record/row';
import { onUpdate, restates, turnsOff } from '../updated-setting';
import { demoteOrganizationTrail } from './technique';

export const demoteOrganizationTrailRecords = [
  onUpdate(demoteOrganizationTrail, (record, known, target) => {
    // Turned off where it never was on: an account's own trail, restated.
    if (!turnsOff(record, 'isOrganizationTrail')) return none;
    const before = settingBefore(knownTrail(record, known), 'isOrganizationTrail');
    if (before === false) return none;
    return restates(record) && before === undefined
      ? unclear(`Trail ${target} was sent as no organization trail; it may never have been one.`)
      : harm(`Trail ${target} no longer covers the member accounts.`);
  }),
];
