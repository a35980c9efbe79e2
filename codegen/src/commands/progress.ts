/** Progress on stderr: a moving line on a terminal, one line for each phase elsewhere, nothing where nothing is done. */

export interface Progress {
  readonly quiet: boolean;
  /** Starts a phase; `show` leaves the terminal to a program that prints by itself. */
  readonly begin: (phase: string, output?: "own" | "show") => void;
  readonly end: () => void;
  /** Time of each phase so far, in milliseconds. */
  readonly timings: () => readonly { readonly phase: string; readonly ms: number }[];
}

const FRAMES = ["|", "/", "-", "\\"] as const;

/** Progress for one run of a verb. */
export function openProgress(quiet: boolean): Progress {
  const moving = process.stderr.isTTY && !quiet;
  const timings: { phase: string; ms: number }[] = [];
  let current: { phase: string; startedMs: number; timer: NodeJS.Timeout | null } | null = null;
  let frame = 0;
  const clear = (): void => {
    if (moving) process.stderr.write("\r\u001B[2K");
  };
  const end = (): void => {
    if (current === null) return;
    if (current.timer !== null) {
      clearInterval(current.timer);
      clear();
    }
    timings.push({ phase: current.phase, ms: performance.now() - current.startedMs });
    current = null;
  };
  return {
    quiet,
    begin: (phase, output = "own") => {
      end();
      const draw = (): void => {
        frame = (frame + 1) % FRAMES.length;
        process.stderr.write(`\r\u001B[2K${FRAMES[frame]} ${phase}`);
      };
      let timer: NodeJS.Timeout | null = null;
      if (moving && output === "own") {
        draw();
        timer = setInterval(draw, 80);
        timer.unref();
      } else if (!quiet) process.stderr.write(`ferrotype: ${phase}\n`);
      current = { phase, startedMs: performance.now(), timer };
    },
    end,
    timings: () => timings,
  };
}
