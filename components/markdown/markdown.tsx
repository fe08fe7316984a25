import ReactMarkdown from 'react-markdown'
import { safeLink } from '@/domain/text/safe-link'
import classes from './markdown.module.css'

const ALLOWED = [
  ...['p', 'strong', 'em', 'ul', 'ol', 'li', 'a', 'code', 'pre', 'blockquote', 'hr', 'br'],
  ...['h1', 'h2', 'h3', 'h4'],
]

/**
 * A text that staff wrote, as Markdown: words, lists, links to web pages. HTML in it is shown as
 * nothing, pictures are left out, and links of any other kind lead nowhere.
 */
export function Markdown({ children }: { children: string }) {
  return (
    <div className={classes.text}>
      <ReactMarkdown
        skipHtml
        allowedElements={ALLOWED}
        unwrapDisallowed
        urlTransform={(url) => safeLink(url) ?? ''}
        components={{
          a: ({ href, children: words }) =>
            href ? (
              <a href={href} target="_blank" rel="noreferrer noopener">
                {words}
              </a>
            ) : (
              words
            ),
          // The page has its own headings above.
          h1: ({ children: words }) => <p className={classes.heading}>{words}</p>,
          h2: ({ children: words }) => <p className={classes.heading}>{words}</p>,
          h3: ({ children: words }) => <p className={classes.heading}>{words}</p>,
          h4: ({ children: words }) => <p className={classes.heading}>{words}</p>,
        }}
      >
        {children}
      </ReactMarkdown>
    </div>
  )
}
