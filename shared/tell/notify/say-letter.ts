import type { Letter } from './letter';
import { type Said, say } from './say';
import { sayMany } from './say-many';

/** A letter as a person reads it. */
export function sayLetter(letter: Letter): Said {
  const [only, ...others] = letter.items;
  return only && others.length === 0 ? say(only, letter.mayRepeat) : sayMany(letter);
}
