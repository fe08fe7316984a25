import { refuseMethod } from '../refuse-method'

type Context = { params: Promise<{ storefront: string }> }

/** Every platform that we know has a route of its own beside this one. */
export async function POST(_request: Request, { params }: Context): Promise<Response> {
  const { storefront } = await params
  const error = `There is no storefront platform "${storefront}".`
  return Response.json({ error }, { status: 404 })
}

export {
  refuseMethod as DELETE,
  refuseMethod as GET,
  refuseMethod as HEAD,
  refuseMethod as OPTIONS,
  refuseMethod as PATCH,
  refuseMethod as PUT,
}
