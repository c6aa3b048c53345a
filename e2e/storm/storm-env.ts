/** The gateway's times, shortened so that a storm of a minute holds what otherwise takes days. */
export const STORM_ENV: Readonly<Record<string, string>> = {
  WORK_POLL_MS: '200',
  PUBLISH_LINGER_MS: '20',
  RETRY_BASE_MS: '50',
  LEASE_MS: '3000',
  BREAKER_OPEN_MS: '300',
  SECOND_LOOK_MS: '1500',
  RECONCILE_INTERVAL_MS: '3000',
  RECONCILE_PER_SECOND: '100',
  LOG_LEVEL: 'info',
};
