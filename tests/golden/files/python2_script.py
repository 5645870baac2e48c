#!/usr/bin/env python2
import sys, urllib2
from StringIO import StringIO


def fetch(url, retries=3):
    while retries > 0:
        try:
            return urllib2.urlopen(url).read()
        except urllib2.HTTPError, error:
            if error.code <> 503:
                raise
            print >>sys.stderr, "busy, %d tries left" % retries
            retries -= 1
    raise IOError, "gave up on " + `url`


def main():
    total = 0L
    for url in sys.argv[1:]:
        page = StringIO(fetch(url))
        for number, line in enumerate(page):
            if "error" in line.lower():
                print "%s:%d: %s" % (url, number + 1, line.rstrip())
                total += 1
    print total, "errors"
    exec "done = True"
    return 0777 if total else 0


if __name__ == "__main__":
    sys.exit(main())
