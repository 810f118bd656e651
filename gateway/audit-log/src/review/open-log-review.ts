import { openPool } from '@hearthgate/database';
import { loadCheckpointKeys } from '../keys/load-checkpoint-keys.ts';
import { watchFile } from '../keys/watch-file.ts';
import { limits } from '../limits.ts';
import { checkIntegrity } from './integrity/check-integrity.ts';
import { IntegrityWalk } from './integrity/integrity-walk.ts';
import type { LogReview, OpenLogReviewOptions } from './log-review.ts';
import { readOverview } from './overview/read-overview.ts';
import { rollUp } from './rollup/roll-up.ts';
import { repeatJob } from './repeat-job.ts';
import { applyRules } from './unusual/apply-rules.ts';
import { readFindings } from './unusual/read-findings.ts';
import { reviewFinding } from './unusual/review-finding.ts';

/**
 * Opens what is derived from the log, and begins to derive it: the rollup, the rules and the walk run in the background of
 * this process. Any number of processes may do so; the first two are done by one of them at a time.
 *
 * Throws when the key file cannot be used; does not wait for the database.
 */
export function openLogReview(options: OpenLogReviewOptions): LogReview {
  const { reviewUrl, checkpointKeysFile, reportFault, thresholds, jobShare } = options;
  const checkpointKeys = watchFile({ file: checkpointKeysFile, parse: loadCheckpointKeys, reportFault });
  const pool = openPool({
    databaseUrl: reviewUrl,
    maxConnections: limits.review.maxConnections,
    connectTimeoutMs: limits.connectTimeoutMs,
    statementTimeoutMs: limits.review.statementTimeoutMs,
    settings: { default_transaction_isolation: 'read committed', default_transaction_read_only: 'off' },
  });
  const { rollUpLeaves, rollUpShare, ruleLeaves, ruleShare, rules } = limits.review;
  const jobs = [
    repeatJob({ take: () => rollUp(pool, rollUpLeaves), share: jobShare ?? rollUpShare, reportFault }),
    repeatJob({
      share: jobShare ?? ruleShare,
      take: () => applyRules({ pool, leaves: ruleLeaves, thresholds: { ...rules, ...thresholds } }),
      reportFault,
    }),
  ];
  const walk = new IntegrityWalk({ pool, keys: () => checkpointKeys.current(), reportFault });
  const closeAll = async (): Promise<void> => {
    await Promise.all([walk.close(), ...jobs.map((job) => job.close())]);
    checkpointKeys[Symbol.dispose]();
    await pool.end();
  };
  let closed: Promise<void> | undefined;
  return {
    overview: (query) => readOverview(pool, query),
    integrity: () => checkIntegrity({ pool, keys: checkpointKeys.current(), walk: walk.state }),
    unusual: (query) => readFindings(pool, query),
    reviewUnusual: (reviewed) => reviewFinding(pool, reviewed),
    close: () => {
      closed ??= closeAll();
      return closed;
    },
  };
}
