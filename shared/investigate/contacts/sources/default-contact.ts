import { addressed } from '../entries-for';
import type { Source } from '../source';

/** The contact where no other is known. */
export const defaultContact: Source = async ({ file }) =>
  file.default
    ? {
        kind: 'found',
        contacts: [{ ...addressed(file.default), why: 'The default of the contacts file.' }],
      }
    : { kind: 'not-asked', why: 'The contacts file has no default.' };
