import { hash, verify } from '@node-rs/argon2'

/**
 * argon2id with 19 MiB, two passes and one lane: the first choice of OWASP's Password Storage
 * Cheat Sheet (cheatsheetseries.owasp.org, "Argon2id").
 */
const ARGON2ID = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }

// Keyboards differ in whether they compose accents (NIST SP 800-63B-4, 3.1.1.2).
const normal = (password: string) => password.normalize('NFKC')

/** Hashes a password to an argon2id PHC string with a random salt (argon2id is the default). */
export function hashPassword(password: string): Promise<string> {
  return hash(normal(password), ARGON2ID)
}

let dummy: Promise<string> | undefined

/**
 * Returns whether the password matches the hash. Without a hash the same work is done, so that the
 * time taken does not reveal whether the account exists.
 */
export async function isRightPassword(
  password: string,
  passwordHash: string | null | undefined,
): Promise<boolean> {
  dummy ??= hashPassword(crypto.randomUUID())
  const isRight = await verify(passwordHash ?? (await dummy), normal(password))
  return isRight && typeof passwordHash === 'string'
}
