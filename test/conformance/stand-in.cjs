// Answers the states of bucket-policy in place of its function, the same in every engine: the incident's id says which
// story it is. The token of a question goes to the test, which is the person.
exports.handler = async ({ task, incidentId, run, token }) => {
  if (incidentId === `fails-in-${task}`)
    throw Object.assign(new Error('on purpose'), { name: 'Denied' });
  const isFirst = incidentId.startsWith('asked-first');
  switch (task) {
    case 'Judge':
      return {
        course: isFirst ? 'ask-first' : 'restore',
        verdict: isFirst ? 'wider' : 'public',
        sentence: 'A sentence.',
      };
    case 'Record':
      return { next: 'ask', seconds: 3, answer: 'unanswered' };
    case 'Ask':
      await fetch(process.env.SINK, {
        method: 'POST',
        body: JSON.stringify({ incidentId, token }),
      });
      return {};
    case 'Answer': {
      const { answer } = run.answered;
      const then =
        answer === 'planned' ? 'apply' : isFirst && answer === 'not-me' ? 'put-back' : 'keep';
      return { then, answer };
    }
    default:
      return {};
  }
};
