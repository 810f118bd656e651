/** What a reader of the comparison must know to judge it; stands in every report. */
export const fairness = `## What is compared with what

No gateway here does what another does: Hearthgate verifies a token, applies policies, keeps pseudonyms apart, signs a
token for each call and derives findings; its agencies verify that token and write an access record for each call. The
peers do none of it, and cannot without code of the user's own. So they do not share Hearthgate's agencies, which would refuse
them, but get agencies of their own in the same run. Wherever a choice was open, it was made in the peers' favour:

- **The same data and the same people**: the peers' agencies read the same five databases, as the same roles. Before it is
  compared, each peer's answer about a class of 50 is checked against the county's expected findings.
- **The same statements** (\`postgres\`): the \`select\` of Hearthgate's agencies, one for each call, without the access
  records that theirs inserts in the same transaction. With rows in \`memory\` the peers' agencies look nothing up at all,
  while Hearthgate's still read Postgres: that is a lower bound for the peers, not a comparison of systems.
- **Cheaper agencies**: plain \`node:http\`, with documents compiled once by graphql-jit and refs passed as the database keeps
  them. Hearthgate's run Apollo Server on fastify, verify tokens, check the agreement and decode refs.
- **The same fields of the same persons**, and the same number of calls: student and guardians are one list and orphans hang
  on the student, so a peer needs one call for enrollment and one for each of the four others, as Hearthgate does. (In
  Hearthgate's own graph they are two places, and planners that go by place would make up to eight calls.)
- **Less to answer**: the peers hand on the agencies' standings as they are. Hearthgate derives findings, groups and
  completeness for the same students.
- **Each as its documentation starts it for production**: one process, \`NODE_ENV=production\`, nothing logged for each
  request, no cache of answers anywhere. What a peer shares among requests that are under way at the same moment, as Hive
  Router does with equal calls, it may share, and so does Hearthgate. Hearthgate is asked by trusted documents, the peers by
  query text that never changes, which they may plan once and keep.
- **The same load**: the same k6 script, loops of so many connections that ask again at once, the order of the gateways
  rotated in each round; medians of the rounds. k6 and all processes share the machine, so throughput and latency are of a
  machine under full load; CPU per answer is what travels best.

CPU is user and system time from /proc, of whole process trees, for each right and complete answer: one that leaves an agency
out at the deadline is not counted, though its work is. *Whole system*: gateway, five agencies, Postgres. Hearthgate
idles while a peer is measured; what its services ask of Postgres meanwhile (clients' settings, every 1.5 s) is counted
for the peer, and is far below a percent. Memory is the gateway's resident set at the end of a measurement.`;
