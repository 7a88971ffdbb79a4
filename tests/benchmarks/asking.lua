-- What wrk asks: the addresses of a file, one after another, and what it says at the end, as JSON.
-- Arguments: the file, the milliseconds each connection waits before a request, an entity tag.
local paths, place, pause, tag = {}, 0, 0, nil

function init(given)
    for line in io.lines(given[1]) do paths[#paths + 1] = line end
    pause = tonumber(given[2] or "0")
    tag = given[3]
    if tag then wrk.headers["If-None-Match"] = tag end
    wrk.headers["Accept-Encoding"] = "gzip, br"
end

function delay() return pause end

function request()
    place = place % #paths + 1
    return wrk.format("GET", paths[place])
end

function done(summary, latency)
    local failed = summary.errors
    io.write(string.format(
        '\nJSON {"rate": %.1f, "p50": %.2f, "p95": %.2f, "p99": %.2f, "requests": %d, '
        .. '"refused": %d, "broken": %d}\n',
        summary.requests / (summary.duration / 1e6), latency:percentile(50) / 1000,
        latency:percentile(95) / 1000, latency:percentile(99) / 1000, summary.requests,
        failed.status, failed.connect + failed.read + failed.write + failed.timeout))
end
