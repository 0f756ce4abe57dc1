import type { Course } from '../../../shared/playbooks/bucket-policy/decide';

/** What it means that nothing is written after the question: the change is there, or it was put back before. */
export const keptText = (course: Course): string =>
  course === 'ask-first' ? 'the change stays' : 'it stays put back';
