import type { Letter } from './letter';
import { type Said, say, sayMany } from './say';

/** A letter as a person reads it. */
export function sayLetter(letter: Letter): Said {
  const [only, ...others] = letter.items;
  return only && others.length === 0 ? say(only, letter.mayRepeat) : sayMany(letter);
}
