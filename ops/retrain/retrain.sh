#!/usr/bin/env bash
# Trains a candidate on everything that has been sold so far and promotes it if it beats the champion beyond noise.
#
#   CLV_TRANSACTIONS  the file of transactions, .csv, .csv.gz or .xlsx, fresh and whole          (required)
#   CLV_MODELS        the folder of bundles, the server's --models                               (required)
#   CLV               how the command line is called; default: clv
#   CLV_HORIZON_DAYS  days that a value covers, the same as the champion's; default: 374
#   CLV_TRAIN         further options of clv train, such as "--recipe reference"; default: none
#   CLV_PROMOTE       further options of clv promote, such as "--confidence 0.9"; default: none
#
# Exit code 0: promoted. 4: trained, but not better, the champion stays. Anything else: failed, the champion stays.
set -eu -o pipefail

: "${CLV_TRANSACTIONS:?names the file of transactions}"
: "${CLV_MODELS:?names the folder of bundles}"
read -r -a clv <<< "${CLV:-clv}"
read -r -a train <<< "${CLV_TRAIN:-}"
read -r -a promote <<< "${CLV_PROMOTE:-}"

# Two runs at the same time would train twice and race for the champion.
exec 9> "$CLV_MODELS/.retrain.lock"
flock --nonblock 9 || { echo "retrain: another run is under way" >&2; exit 1; }

log=$(mktemp)
trap 'rm -f "$log"' EXIT
"${clv[@]}" train --data "$CLV_TRANSACTIONS" --horizon-days "${CLV_HORIZON_DAYS:-374}" --models "$CLV_MODELS" "${train[@]}" | tee "$log"
candidate=$(sed -n 's/^Wrote bundle \([^ ]*\) to .*/\1/p' "$log")
[ -n "$candidate" ] || { echo "retrain: clv train named no bundle" >&2; exit 1; }

"${clv[@]}" promote --models "$CLV_MODELS" --candidate "$candidate" --data "$CLV_TRANSACTIONS" "${promote[@]}"
