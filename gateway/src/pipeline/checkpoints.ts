/** Small things that a duty must remember across restarts and gateways, as text under a name. */
export interface Checkpoints {
  read(name: string): Promise<string | undefined>;
  write(name: string, value: string): Promise<void>;
}
