import { Refusal } from './refusal';

/** The sandbox itself does not know how: status 501, which no SDK retries, naming what is missing. */
export class NotEmulated extends Refusal {
  constructor(message: string) {
    super('NotEmulated', message, 501);
  }
}
