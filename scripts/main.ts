/** Runs a command; an error becomes one line on standard error and exit code 1. */
export async function main(run: () => Promise<void>): Promise<void> {
  try {
    await run()
  } catch (error) {
    console.error(process.env.DEBUG ? error : `Error: ${(error as Error).message}`)
    process.exitCode = 1
  }
}
