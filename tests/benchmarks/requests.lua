-- For wrk: goes round the requests in the file $BENCH_REQUESTS (one per line: PATH, or PATH, a tab and an If-None-Match),
-- and prints what it has measured as one line of JSON.
local requests, at = {}, 0
local threads = 0

function setup(thread)
  thread:set("start", threads * 7)
  threads = threads + 1
end

function init(args)
  for line in io.lines(os.getenv("BENCH_REQUESTS")) do
    local path, tag = line:match("^([^\t]+)\t?(.*)$")
    local headers = { ["Accept"] = "application/json, */*;q=0.1" }
    if tag ~= "" then headers["If-None-Match"] = tag end
    requests[#requests + 1] = wrk.format("GET", path, headers)
  end
  at = start % #requests
end

function request()
  at = at % #requests + 1
  return requests[at]
end

function done(summary, latency, requests)
  local e = summary.errors
  io.write(string.format(
    '\nMEASURED {"microseconds":%d,"requests":%d,"p50":%d,"p99":%d,"errors":%d}\n',
    summary.duration, summary.requests, latency:percentile(50), latency:percentile(99),
    e.connect + e.read + e.write + e.status + e.timeout))
end
