import { field, flag, number, text } from '../../../record/json';
import type { LogRecord } from '../../../record/log-record';
import { harm, none, unclear } from '../../../record/row';
import { each, named, rowsOf, says } from '../../records/rows-of';
import { changeResponder } from './told';

/** A mapping is named by its id; which function it feeds stands in the answer. */
const functionOf = (record: LogRecord): readonly string[] => {
  const asked = named('functionName', 'functionArn')(record);
  return asked.map((name) =>
    /^(?!function:|\d{12}:)[A-Za-z0-9-_]+:[^:]+$/.test(name) ? name.replace(/:.*$/, '') : name,
  );
};

const onFunction = rowsOf({
  source: 'lambda.amazonaws.com',
  subject: 'functions',
  targets: functionOf,
});

export const changeResponderRecords = [
  onFunction(changeResponder, {
    DeleteFunction: says((target) => `Function ${target} was deleted.`),
    UpdateFunctionCode: says((target) => `The code of function ${target} was replaced.`),
    UpdateFunctionConfiguration: says(
      (target) => `The configuration of function ${target} was changed.`,
    ),
    PutFunctionConcurrency: ({ request }, _known, target) => {
      const reserved = number(field(request, 'reservedConcurrentExecutions'));
      if (reserved === undefined) return unclear(`The concurrency of function ${target} was set.`);
      return reserved === 0 ? harm(`Function ${target} may not run any more.`) : none;
    },
    RemovePermission: says((target) => `Function ${target} lost a permission.`),
    ...each(
      ['UpdateAlias', 'DeleteAlias'],
      says((target) => `An alias of function ${target} was changed.`),
    ),
    DeleteEventSourceMapping: says((target) => `Function ${target} is no longer fed.`),
    UpdateEventSourceMapping: ({ request, response }, _known, target) =>
      flag(field(request, 'enabled')) === false ||
      /Disabl/.test(text(field(response, 'state')) ?? '')
        ? harm(`Function ${target} is no longer fed.`)
        : unclear(`What feeds function ${target} was changed.`),
  }),
];
